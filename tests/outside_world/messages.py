from handlers.messages import send

__all__ = ["send"]
