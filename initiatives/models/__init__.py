"""What police and leaders do together, where, with whom, and what came of it."""

from initiatives.models.cases import CaseStudy
from initiatives.models.evidence import EvidenceGrade
from initiatives.models.initiatives import Initiative
from initiatives.models.partners import Partner
from initiatives.models.places import TargetArea
from initiatives.models.plans import EffectPlan
from initiatives.models.playbooks import Playbook
from initiatives.models.resources import LedgerEntry, Need, Offer, ResourceKind
from initiatives.models.stages import StageChange
from initiatives.models.tasks import Task

__all__ = [
    "CaseStudy",
    "EffectPlan",
    "EvidenceGrade",
    "Initiative",
    "LedgerEntry",
    "Need",
    "Offer",
    "Partner",
    "Playbook",
    "ResourceKind",
    "StageChange",
    "TargetArea",
    "Task",
]
