"""The asset step: compiles our styles, cuts the fonts and copies third-party scripts into `built/`.

Run as `python -m eroba.kernel.ui.assets`. Only `paths` is needed (and imported) at run time.
"""
