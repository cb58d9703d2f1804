"""The small signs inside nodes: of events and gateways around 0 0, of tasks from the upper left corner."""

EVENTS = {
    "message": "M-8-6h16v12h-16zM-8-6l8 7 8-7",
    "timer": "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0M0-5.5V0l4 2.5",
    "error": "M-7 7l4-12 5 8 5-10-3 14-6-8z",
    "escalation": "M0-8l6 14-6-6-6 6z",
    "cancel": "M-6-6l12 12M6-6l-12 12",
    "compensate": "M-8 0l7-6v12zM0 0l7-6v12z",
    "conditional": "M-6-8h12v16h-12zM-3.5-4h7M-3.5 0h7M-3.5 4h7",
    "link": "M-8-3h8v-4l8 7-8 7v-4h-8z",
    "signal": "M0-8l8 13h-16z",
    "terminate": "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z",
    "multiple": "M0-8l8 6-3 9.5h-10l-3-9.5z",
}
GATEWAYS = {
    "exclusiveGateway": "M-6.5-7.5l13 15M6.5-7.5l-13 15",
    "parallelGateway": "M0-11v22M-11 0h22",
    "inclusiveGateway": "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z",
    "complexGateway": "M0-11v22M-11 0h22M-8-8l16 16M8-8l-16 16",
    "eventBasedGateway": "M-12 0a12 12 0 1 0 24 0a12 12 0 1 0-24 0M0-6l6 4.5-2.3 7h-7.4l-2.3-7z",
}
TASKS = {
    "userTask": "M8 1.5a3.2 3.2 0 1 1 0 6.4a3.2 3.2 0 1 1 0-6.4M2 15c0-4 2.5-5.2 6-5.2s6 1.2 6 5.2z",
    "serviceTask": "M8 3a5 5 0 1 1 0 10a5 5 0 1 1 0-10M8 6.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6"
    "M8 .6V3M8 13v2.4M.6 8H3M13 8h2.4M2.8 2.8l1.7 1.7M11.5 11.5l1.7 1.7M13.2 2.8l-1.7 1.7M4.5 11.5l-1.7 1.7",
    "businessRuleTask": "M1.5 3h13v10h-13zM1.5 6.3h13M1.5 9.6h13M5.5 6.3v6.7",
    "scriptTask": "M5 1.5h9c-3 3 1 4-1 7s0 4-1 6h-9c3-3-1-4 1-7s0-4 1-6M6 5h5M5.5 8h5M5 11h5",
    "manualTask": "M2 10V6.5c0-1 .6-1.7 1.4-2L8 2.4c1.2 0 1.2 1.3.2 1.8L6.6 5.6h7.2c1.3 0 1.3 1.8 0 1.8"
    "M9.6 7.4h5c1.2 0 1.2 1.8 0 1.8M9.6 9.2h4.2c1.2 0 1.2 1.7 0 1.7"
    "M9.6 10.9h3.2c1.1 0 1.1 1.6 0 1.6H6c-2.4 0-4-.9-4-2.5",
    "sendTask": "M1.5 3.5h13v9.5h-13zM1.5 3.5l6.5 5 6.5-5",
    "receiveTask": "M1.5 3.5h13v9.5h-13zM1.5 3.5l6.5 5 6.5-5",
}
FULL = {"sendTask"}
"""Task marks that are filled: BPMN fills what sends."""

INSIDE = "M-7-7h14v14h-14zM0-4.5v9M-4.5 0h9"
"""There is more inside: a collapsed sub-process, a called process."""
PARALLEL = "M-5-5.5v11M0-5.5v11M5-5.5v11"
SEQUENTIAL = "M-5.5-5h11M-5.5 0h11M-5.5 5h11"
LOOP = "M-1.5 5.8a6 6 0 1 1 4 0M2.5 5.8l.6-4M2.5 5.8l3.8 1.2"
AD_HOC = "M-7 2c2-5 5-5 7-2s5 3 7-2"
COMPENSATION = "M-7 0l6-5v10zM0 0l6-5v10z"
APART = "M-6.5-2.5h13M-6.5 2.5h13M-3.5 7l7-14"
"""Not equal: another person than for other tasks."""

PAGE = "M0 0h{0}l10 10v{1}h-{2}zM{0} 0v10h10"
"""A sheet with a folded corner: width less 10, height less 10, width."""
SUN = "M-10 0a10 10 0 0 1 20 0z"
