"""Lays out a directed graph in columns and lanes: the layered method (Sugiyama), small and pure.

Columns are ranks (``ranks``), lanes are bands across all columns. Long edges get a place of their
own in every column that they pass, so that none runs through a box (``drawing``); what stands in a
column is put in order by the mean place of its neighbours, sweep by sweep, and the order with the
fewest crossings is kept (``order``); heights are then the least squares that the order and the
lanes allow. The layout packages for Python that need no binary of Graphviz know no lanes, and one
that comes with the program works wherever the program does. The same graph always looks the same.
"""
