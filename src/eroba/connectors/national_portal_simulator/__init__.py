"""A small stand-in for the national portal: signs people in, lists a town's services, opens them, follows applications.

One process of its own, in memory, for tests and for trying things out. It uses nothing but what any portal could use.
"""
