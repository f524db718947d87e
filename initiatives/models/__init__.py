"""What police and leaders do together, where, with whom, and what came of it."""

from initiatives.models.initiatives import Initiative
from initiatives.models.partners import Partner
from initiatives.models.places import TargetArea
from initiatives.models.plans import EffectPlan
from initiatives.models.stages import StageChange

__all__ = ["EffectPlan", "Initiative", "Partner", "StageChange", "TargetArea"]
