"""How a document type changes: drafts, proposals, the second person who puts them in force; folders in and out."""

from engine.deployments import drafts
from engine.deployments.checking import check, errors_in
from engine.deployments.difference import Difference, ElementChange, Fact, FileChange, What, diff
from engine.deployments.errors import (
    DraftChangedError,
    FourEyesError,
    NoDraftError,
    NothingChangedError,
    NotOpenProposalError,
    ReasonNeededError,
    StaleBaseError,
    UnacceptableFileError,
    UndeployableError,
)
from engine.deployments.folders import Outcome, export, ship
from engine.deployments.proposals import Proposed, approve, decline, find, proposals, propose, withdraw
from engine.deployments.versions import Version, known_types, version, version_in_force, versions

__all__ = [
    "Difference",
    "DraftChangedError",
    "ElementChange",
    "Fact",
    "FileChange",
    "FourEyesError",
    "NoDraftError",
    "NotOpenProposalError",
    "NothingChangedError",
    "Outcome",
    "Proposed",
    "ReasonNeededError",
    "StaleBaseError",
    "UnacceptableFileError",
    "UndeployableError",
    "Version",
    "What",
    "approve",
    "check",
    "decline",
    "diff",
    "drafts",
    "errors_in",
    "export",
    "find",
    "known_types",
    "proposals",
    "propose",
    "ship",
    "version",
    "version_in_force",
    "versions",
    "withdraw",
]
