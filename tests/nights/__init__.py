"""Thirty simulated nights on the sample market, with the faults that bad nights have.

``python -m tests.nights`` plays them with the real parts: the command line, a real Prefect server
with its worker, a market on loopback. A second, faultless installation sees the same nights; in the
end both must hold the same, and nothing else may ever have been released.
"""
