{#-
  The worker for readers without a connection: its texts, whether the operator wants it, and `assets/offline.js`. It is here
  because a worker is responsible for what is below its own folder. A page that may start it links `app.webmanifest`.
-#}
papersOffline={% include "partials/offline.html" %};
{% include "assets/offline.js" %}
