"""The SOP and the service standard on paper: PDF by the typesetter, DOCX to be edited by hand."""
