"""A day and a time in plain words: «завтра в 15», «27.11 10:30», «в следующую пятницу в половине третьего».

Every word has to be accounted for: what is left over makes the whole not understood, and somebody asks.
"""
