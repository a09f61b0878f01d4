"""`{% built "site.css" %}`: the address of a compiled file."""

from django import template

from almoner.website.built import built_url

register = template.Library()
register.simple_tag(built_url, name="built")
