// Makes pages nicer; every page works without it. One module, no inline script, no global names.

const page = document.documentElement

/* Components of govuk-frontend are fetched only by pages that have one. */
async function wakeComponents() {
  const address = page.dataset.govuk
  if (!address || !document.querySelector('[data-module^="govuk-"]')) return
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  const govuk = await import(address)
  if (!govuk.createAll) return // the page is being left: the browser gave up loading in the middle
  // Their words come in the page's language, as data-i18n attributes beside each component.
  const wanted = [govuk.ErrorSummary, govuk.Checkboxes, govuk.Radios, govuk.CharacterCount, govuk.PasswordInput]
  for (const component of wanted) govuk.createAll(component)
}

/* A second click while the first is on its way does nothing; coming back with "Back" wakes the button. */
function guardAgainstSecondClick() {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form.dataset.onItsWay) {
      event.preventDefault()
      return
    }
    if (event.defaultPrevented || form.method !== 'post') return
    form.dataset.onItsWay = 'yes'
    event.submitter?.setAttribute('aria-busy', 'true')
    setTimeout(() => release(form), 15000)
  })
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-on-its-way]').forEach(release))
  document.addEventListener('htmx:afterRequest', (event) => {
    const form = event.target.closest?.('form')
    if (form) release(form)
  })
}

function release(form) {
  delete form.dataset.onItsWay
  form.querySelectorAll('[aria-busy]').forEach((button) => button.removeAttribute('aria-busy'))
}

/* j and k walk through a list, Enter opens what is chosen, x ticks it, ? shows the keys; never while one is typing. */
function walkLists() {
  const lists = document.querySelectorAll('[data-keyboard-list]')
  if (!lists.length) return
  const help = document.querySelector('[data-keyboard-help]')
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || help?.open) return
    const links = [...lists].flatMap((list) => [...list.querySelectorAll('[data-keyboard-link], tbody th a, li a')])
    const steps = { j: 1, k: -1, 'ჯ': 1, 'კ': -1 }
    if (event.key in steps) walk(links, steps[event.key])
    else if (event.key === 'x' || event.key === 'ხ') tick(document.activeElement)
    else if (event.key === '?' && help) help.showModal()
    else return
    event.preventDefault()
  })
}

function walk(links, step) {
  if (!links.length) return
  const row = document.activeElement.closest('tr, li')
  const at = links.findIndex((link) => link === document.activeElement || (row && row.contains(link)))
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1)
  links[next].focus()
  links[next].scrollIntoView({ block: 'nearest' }) // the focus ring shows where one is
}

/* Ticks the box of the row one stands in. */
function tick(place) {
  place.closest('tr, li')?.querySelector('input[type=checkbox]')?.click()
}

function isTyping(target) {
  const isBox = target.type === 'checkbox' || target.type === 'radio'
  return target.isContentEditable || (!isBox && /^(input|textarea|select)$/i.test(target.tagName))
}

/* What was folded away is printed too, in browsers that cannot do it with a style sheet. */
function unfoldForPaper() {
  const opened = []
  window.addEventListener('beforeprint', () => {
    document.querySelectorAll('details:not([open])').forEach((details) => {
      details.open = true
      opened.push(details)
    })
  })
  window.addEventListener('afterprint', () => {
    while (opened.length) opened.pop().open = false
  })
}

/* Filters answer when one chooses, without the button. */
function sendFiltersOnChange() {
  document.querySelectorAll('form[data-send-on-change]').forEach((form) => {
    form.addEventListener('change', (event) => {
      if (event.target.tagName === 'SELECT') form.requestSubmit()
    })
  })
}

guardAgainstSecondClick()
walkLists()
unfoldForPaper()
sendFiltersOnChange()
wakeComponents()
