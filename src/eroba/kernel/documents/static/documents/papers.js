// Drawing a place on the picture of a page writes its line into the form; the form works without it.

const picture = document.querySelector('[data-draw]')
const lines = picture && document.querySelector(`textarea[name="${picture.dataset.draw}"]`)

if (lines) {
  const widthMm = Number(picture.dataset.widthMm)
  const heightMm = Number(picture.dataset.heightMm)
  let start = null
  let box = null
  picture.classList.add('p-picture--drawing')
  picture.querySelector('img').draggable = false

  const placeOf = (event) => {
    const frame = picture.getBoundingClientRect()
    const share = (at, from, size) => Math.min(Math.max((at - from) / size, 0), 1)
    return { x: share(event.clientX, frame.left, frame.width), y: share(event.clientY, frame.top, frame.height) }
  }

  const stretch = (end) => {
    box.style.left = `${Math.min(start.x, end.x) * 100}%`
    box.style.top = `${Math.min(start.y, end.y) * 100}%`
    box.style.width = `${Math.abs(start.x - end.x) * 100}%`
    box.style.height = `${Math.abs(start.y - end.y) * 100}%`
  }

  picture.addEventListener('pointerdown', (event) => {
    // A finger scrolls the page; on a phone the picture is as wide as the screen.
    if (event.button !== 0 || event.pointerType === 'touch') return
    start = placeOf(event)
    box = document.createElement('div')
    box.className = 'p-box'
    picture.append(box)
    picture.setPointerCapture(event.pointerId)
  })
  picture.addEventListener('pointermove', (event) => {
    if (start) stretch(placeOf(event))
  })
  picture.addEventListener('pointercancel', () => {
    box?.remove()
    start = null
  })
  picture.addEventListener('pointerup', (event) => {
    if (!start) return
    const end = placeOf(event)
    const mm = (one) => `${Math.round(one.x * widthMm)},${Math.round(one.y * heightMm)}`
    const isClick = Math.abs(start.x - end.x) * widthMm < 2 || Math.abs(start.y - end.y) * heightMm < 2
    if (isClick) {
      box.remove()
    } else {
      stretch(end)
      lines.value = `${lines.value.trimEnd()}\n${picture.dataset.page}: ${mm(start)} - ${mm(end)}\n`.trimStart()
    }
    start = null
  })
}
