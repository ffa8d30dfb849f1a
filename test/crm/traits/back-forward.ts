import { order, type Shown, sheet, type Trait, utf8 } from './parts.ts'

/** Pages that the browser may keep whole and bring back as they were. */
export const backForward: Trait = {
  '': (shown: Shown) => {
    const answer = utf8(`<a href="?${shown.link}">下一位</a>${sheet(shown)}${order(shown)}
<script>onpageshow = (event) => window.restored = event.persisted</script>`)
    answer.headers['cache-control'] = 'no-cache'
    return answer
  },
}
