import { expect, it, onTestFinished } from 'vitest'
import { ScrollMemory } from './scroll-memory.ts'

/** jsdom has no layout: the container is as long as its number of children says. */
function container(): HTMLElement {
  const node = document.createElement('div')
  let top = 0
  Object.defineProperty(node, 'scrollTop', {
    get: () => top,
    set: (wanted: number) => (top = Math.min(wanted, node.children.length * 100)),
  })
  return node
}

function scroll(node: HTMLElement, top: number) {
  node.scrollTop = top
  node.dispatchEvent(new Event('scroll'))
}

const grow = (node: HTMLElement) => {
  for (let row = 0; row < 5; row++) node.append(document.createElement('p'))
}

it('returns to where a place was left, and to the top of a new one', () => {
  const memory = new ScrollMemory()
  const node = container()
  grow(node)
  const leave = memory.at('alpha')(node)
  scroll(node, 300)
  leave()
  const leaveNew = memory.at('beta')(node)
  expect(node.scrollTop).toBe(0)
  leaveNew()
  onTestFinished(memory.at('alpha')(node))
  expect(node.scrollTop).toBe(300)
})

it('waits for content that follows', async () => {
  const memory = new ScrollMemory()
  const before = container()
  grow(before)
  const leave = memory.at('alpha')(before)
  scroll(before, 300)
  leave()
  const node = container()
  onTestFinished(memory.at('alpha')(node))
  node.dispatchEvent(new Event('scroll'))
  expect(node.scrollTop).toBe(0)
  grow(node)
  await Promise.resolve()
  expect(node.scrollTop).toBe(300)
})

it('gives up where the user scrolls first', async () => {
  const memory = new ScrollMemory()
  const before = container()
  grow(before)
  const leave = memory.at('alpha')(before)
  scroll(before, 300)
  leave()
  const node = container()
  onTestFinished(memory.at('alpha')(node))
  node.dispatchEvent(new Event('wheel'))
  grow(node)
  await Promise.resolve()
  expect(node.scrollTop).toBe(0)
})
