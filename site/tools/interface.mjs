/** The description of the server's interface (OpenAPI 3.1) as a page that can be read and searched. */
export function interfacePage(description) {
  const tags = new Map()
  for (const [address, operations] of Object.entries(description.paths).sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [method, operation] of Object.entries(operations).filter(([, value]) => value?.responses)) {
      const tag = operation.tags?.[0] ?? address.split('/')[3] ?? 'other'
      tags.set(tag, [...(tags.get(tag) ?? []), { address, method, operation }])
    }
  }
  const chapters = [...tags].map(([tag, all]) => `## ${tag}\n\n${all.map(operationText).join('\n')}`)
  return `# The server's interface

${plain(description.info.description ?? '')} Version ${description.info.version}. The same as a file for tools: \`docs/openapi-v1.json\`, and \`/openapi\` of each server. In words: [the protocol](/reference/protocol-v1).

${chapters.join('\n\n')}
`
}

function operationText({ address, method, operation }) {
  const parameters = (operation.parameters ?? [])
    .map((p) => p.$ref ? `\`${p.$ref.split('/').pop()}\`` : `\`${p.name}\`${p.required ? '' : ' (optional)'}`)
    .join(', ')
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const answers = Object.entries(operation.responses)
    .map(([status, answer]) => {
      const schema = Object.values(answer.content ?? {})[0]?.schema
      return status + (schema ? ` ${named(schema)}` : '')
    })
    .join(', ')
  return [
    `### ${method.toUpperCase()} ${plain(address)}`,
    plain(operation.summary ?? operation.description ?? ''),
    '',
    parameters && `- with ${parameters}`,
    body && `- takes ${named(body)}`,
    `- answers ${answers}`,
    '',
  ]
    .filter((line) => line !== undefined && line !== '' || line === '')
    .join('\n')
}

function named(schema) {
  if (schema.$ref) {
    return '`' + schema.$ref.split('/').pop() + '`'
  }
  if (schema.items) {
    return `list of ${named(schema.items)}`
  }
  return schema.type ? `\`${[schema.type].flat().join(' or ')}\`` : 'a body'
}

function plain(text) {
  return text.replaceAll('<', '&lt;').replaceAll('{{', '&#123;&#123;')
}
