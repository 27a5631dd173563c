"""Training-needs planner linking AI skills to regional programmes (Pays de la Loire)."""

__version__ = "0.1.0"
