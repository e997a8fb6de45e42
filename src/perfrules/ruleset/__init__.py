"""Rulesets (规则集): rules as text, read into a model that can be evaluated."""
