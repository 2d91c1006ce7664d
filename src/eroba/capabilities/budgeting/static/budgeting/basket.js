// Works the money out while one chooses; the button beside does the same without scripts.

const form = document.querySelector('form[data-basket]')
const spent = form && form.querySelector('[data-spent]')
const left = form && form.querySelector('[data-left]')

if (spent && left) {
  const money = Number(form.dataset.money)
  const shape = new Intl.NumberFormat(document.documentElement.lang || 'ka')
  // the words of the server keep their place; only the figure in front changes
  const write = (place, amount) => {
    place.textContent = `${shape.format(amount)}\u00a0₾`
  }
  const isChosen = (field) =>
    field.type === 'text' ? Number(field.value) > 0 : field.checked
  form.addEventListener('input', () => {
    let sum = 0
    for (const field of form.querySelectorAll('[data-cost]')) {
      if (isChosen(field)) sum += Number(field.dataset.cost)
    }
    write(spent, sum)
    write(left, money - sum)
  })
}
