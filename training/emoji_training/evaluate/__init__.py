"""Score bundles beside the systems they must beat, and decide whether one may replace another."""
