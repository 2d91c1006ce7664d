"""Two towns, every address, every kind of visitor: nothing of one town is ever shown or given to the other."""
