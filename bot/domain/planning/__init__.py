"""From answers to an implementation plan: ``build_plan`` and the catalog of facts and rules that it applies.

Knows nothing of a trade: which question holds a pipeline's stages, what things cost and what is doubtful is data.
"""
