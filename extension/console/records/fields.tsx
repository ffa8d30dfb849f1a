import { Button, Flex, Input } from 'antd'
import { useState } from 'react'
import { EdgeRefusal } from '../edge.ts'

/** Some words to fill in and a button; what the edge refuses is said below, by its own words. */
export function Fields({
  labels,
  button,
  act,
}: {
  labels: readonly string[]
  button: string
  act(values: readonly string[]): Promise<unknown>
}) {
  const [values, setValues] = useState(labels.map(() => ''))
  const [fault, setFault] = useState('')
  const go = async () => {
    setFault('')
    try {
      await act(values)
      setValues(labels.map(() => ''))
    } catch (error) {
      const problem = error instanceof EdgeRefusal ? error.problem : undefined
      setFault(problem ? `${problem.detail} ${problem.remedy}` : String(error))
    }
  }
  return (
    <Flex gap="small" wrap align="center">
      {labels.map((label, at) => (
        <Input
          key={label}
          style={{ width: '12rem' }}
          aria-label={label}
          placeholder={label}
          value={values[at] ?? ''}
          onChange={({ target }) => setValues(values.with(at, target.value))}
        />
      ))}
      <Button onClick={go}>{button}</Button>
      {fault && <p role="alert">{fault}</p>}
    </Flex>
  )
}
