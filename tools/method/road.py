"""The demonstration, read once, then counted under any parameters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planner import pipeline
from planner.loading import Files, load_inputs
from planner.needs import Grid, Parameters, Workforce
from planner.references import References, load_references
from planner.results import Inputs


@dataclass(frozen=True, slots=True, eq=False)
class DemonstrationRun:
    """What does not depend on parameters."""

    references: References
    inputs: Inputs
    reading: pipeline.Reading
    grid: Grid
    workforce: Workforce

    def count(self, parameters: Parameters) -> pipeline.Counts:
        """Demand, supply and gaps."""
        return pipeline.count(self.inputs, self.reading, self.grid, self.workforce, parameters)


def demonstration_run(home: Path) -> DemonstrationRun:
    """Read the demonstration with the embedded references: ``home`` is an empty PLANNER_HOME."""
    references = load_references(home)
    inputs = load_inputs(Files(), references)
    return DemonstrationRun(
        references,
        inputs,
        pipeline.read(inputs, references),
        pipeline.grid_of(references),
        pipeline.workforce_of(references),
    )
