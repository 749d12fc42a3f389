{#-
  What short pages leave out: the icons, the manifest, the bar with its tabs, for each folder of such pages, the link past it, and the
  footer, as the other pages have them; addresses are relative to this file. `scheme.js`, which these pages load as a part of this file, puts
  them in.
-#}
{%- from "partials/short.html" import short_folders -%}
{%- set touch %}{% include "partials/touch.html" %}{% endset -%}
papersFrame={"icon":{{ config.theme.favicon | url | tojson }},{% if (config.extra.archive or {}).offline != false %}"manifest":{{ "app.webmanifest" | url | tojson }},"touch":{{ touch | tojson }},{% endif %}"bars":{
{%- for folder in short_folders %}
{%- set within = folder ~ "-/" %}{% set bar %}{% include "partials/header.html" %}{% endset -%}
"{{ folder }}":{{ bar | tojson }}{% if not loop.last %},{% endif %}
{%- endfor %}},
{%- set foot %}{% include "partials/footer.html" %}{% endset -%}
{%- set skip %}{% include "partials/skip.html" %}{% endset -%}
"foot":{{ foot | tojson }},"skip":{{ skip | tojson }}};
{% include "assets/scheme.js" %}
