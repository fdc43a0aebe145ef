"""HSDS packages of every age, as tables or as JSON: rows in any order, made organizations, sites and services."""
