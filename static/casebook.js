// Chart marks lead to the cases behind them. The links themselves stand in the table below each chart.
document.addEventListener("click", function (event) {
  var mark = event.target.closest ? event.target.closest("svg [data-href]") : null;
  if (mark) window.location.href = mark.getAttribute("data-href");
});
