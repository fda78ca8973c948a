// A number in the reasoning, its figure in the plot and its row in the ledger light up together;
// the link of a row, or a citation, goes to the clipboard. Without this the links lead where they say.

const status = document.querySelector(".copied");

function light(event) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  const address = addressOf(event.target) ?? addressOf(document.activeElement);
  if (!address) return;
  for (const kin of document.querySelectorAll(`${address}, a[href="${address}"]`)) kin.classList.add("lit");
}

function addressOf(element) {
  const row = element.closest(".evidence");
  return element.closest('a[href^="#evidence-"]')?.hash ?? (row && `#${row.id}`);
}

async function copy(text, words) {
  await navigator.clipboard.writeText(text);
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = words; });
  clearTimeout(copy.over);
  copy.over = setTimeout(() => { status.textContent = ""; }, 5000);
}

document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copies]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".evidence-link");
    const button = event.target.closest("[data-copies]");
    if (link) copy(location.origin + location.pathname + link.hash, status.dataset.link);
    if (button) copy(document.getElementById(button.dataset.copies).textContent, status.dataset.text);
  });
}
