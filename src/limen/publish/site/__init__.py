"""The pages of a dataset, made when they are asked for; `limen site` writes all of them."""

from limen.publish.site.site import Site

__all__ = ["Site"]
