// Says that this form stands in the place of a page that cannot be shown without a connection.
(() => {
  "use strict";
  const note = document.getElementById("elsewhere");
  if (note) note.hidden = /^\/\w\w\/report/.test(location.pathname);
})();
