// Works out what is left while one chooses; the button beside does the same without scripts.

const form = document.querySelector('form[data-basket]')

if (form) {
  const { basket: kind, money, most } = form.dataset
  // as the server writes them: a browser may know no Georgian
  const between = document.documentElement.lang === 'en' ? ',' : '\u00a0'
  // the words of the server keep their place; only the figure in front changes
  const write = (name, words) => {
    const place = form.querySelector(`[data-${name}]`)
    if (place) place.textContent = words
  }
  const lari = (amount) =>
    `${String(amount).replace(/\B(?=(\d{3})+$)/g, between)}\u00a0₾`
  const given = (field) =>
    field.type === 'text' ? Number(field.value) || 0 : Number(field.checked)
  form.addEventListener('input', () => {
    let spent = 0
    let used = 0
    for (const field of form.querySelectorAll('[data-cost]')) {
      if (given(field) <= 0) continue
      spent += Number(field.dataset.cost)
      used += kind === 'points' ? given(field) : 1
    }
    write('spent', lari(spent))
    write('left', lari(Number(money) - spent))
    write('used', String(used))
    write('still', String(Number(most) - used))
  })
  form.querySelector('button[value="update"]').remove()
}
