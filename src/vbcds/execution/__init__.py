"""Many files: isolation, time and memory limits, processes."""
