"""The forms of the corpus, invented: what each of its files says."""

from collections.abc import Mapping
from types import MappingProxyType

from corpus.make_tables.models.department import DEPARTMENT
from corpus.make_tables.models.monitoring import MONITORING, MONITORING_BY_KIND
from corpus.make_tables.models.plan import PLAN
from corpus.make_tables.models.programme import PROGRAMME
from corpus.make_tables.models.projects import CLINIC, EVALUATION, EVALUATION_NUMBERED, LIBRARY
from corpus.make_tables.models.self_evaluation import DEPARTMENT_SELF, PROJECT_SELF
from support.table_model import TableModel

__all__ = ["MODELS"]

MODELS: Mapping[str, TableModel] = MappingProxyType(
    {
        "department": DEPARTMENT,
        "library": LIBRARY,
        "clinic": CLINIC,
        "evaluation": EVALUATION,
        "evaluation-numbered": EVALUATION_NUMBERED,
        "project-self": PROJECT_SELF,
        "department-self": DEPARTMENT_SELF,
        "monitoring": MONITORING,
        "monitoring-by-kind": MONITORING_BY_KIND,
        "programme": PROGRAMME,
        "plan": PLAN,
    }
)
