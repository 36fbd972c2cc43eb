import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDocument as one, readDocuments as read } from '../../../test/read-document.ts';
import { readDescription } from '../../check/tools/read-description.ts';

const PETS = `openapi: 3.0.3
info: { title: Pets, version: 1.0.0, description: Keeps pets., license: { name: CC0-1.0 } }
servers: [{ url: https://pets.example/v1 }]
paths:
  /pets/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    get:
      tags: [pets]
      operationId: findPet
      summary: Returns one pet
      security: [{ key: [] }]
      x-internal: true
      responses:
        '200':
          description: The pet
          headers: { X-Rate: { schema: { type: integer } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' }, example: { name: Rex } } }
        '404': { $ref: '#/components/responses/Missing' }
    delete:
      tags: [pets]
      summary: Removes a pet
      responses: { '204': { description: gone } }
  /pets:
    post:
      tags: [pets]
      operationId: addPet
      summary: Adds a pet
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '201': { description: made } }
components:
  parameters:
    id: { name: id, in: path, required: true, schema: { type: integer }, description: Which pet }
  responses:
    Missing: { description: There is no such pet, content: { text/plain: { schema: { type: string } } } }
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, description: what it is called }
        example: { type: string, description: a field that is called so }
        friend: { $ref: '#/components/schemas/Pet' }
`;

const operation = (i: number, tag: string) => ({
  [`/${tag}/${i}`]: { get: { tags: [tag], operationId: `get_${tag}_${i}`, summary: `Gets ${i}`, responses: {} } },
});
const withTags = (counts: Record<string, number>) => {
  const all = Object.entries(counts).flatMap(([tag, count]) =>
    Array.from({ length: count }, (_, i) => operation(i, tag)),
  );
  return JSON.stringify({ openapi: '3.1.0', info: { title: 'Many' }, paths: Object.assign({}, ...all) });
};

describe('a description of an interface', () => {
  it('becomes one with its references put in, and without what no reader wants', async () => {
    const { documents, rejects } = await read('pets.yaml', PETS);
    expect(documents).toMatchObject([{ source: 'pets.yaml', kind: 'api', title: 'Pets', license: 'CC0-1.0' }]);
    expect(rejects).toEqual([]);
    const fields = {
      name: { type: 'string', description: 'what it is called' },
      example: { type: 'string', description: 'a field that is called so' },
    };
    const pet = (friend: unknown) => ({ type: 'object', required: ['name'], properties: { ...fields, friend } });
    const content = { 'application/json': { schema: pet({ title: 'Pet', type: 'object' }) } };
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' }, description: 'Which pet' };
    expect(parse(documents[0]?.text ?? '')).toEqual({
      openapi: '3.0.3',
      info: { title: 'Pets', version: '1.0.0', description: 'Keeps pets.' },
      servers: [{ url: 'https://pets.example/v1' }],
      paths: {
        '/pets/{id}': {
          get: {
            operationId: 'findPet',
            summary: 'Returns one pet',
            parameters: [id],
            responses: {
              '200': { description: 'The pet', content },
              '404': { description: 'There is no such pet' },
            },
          },
          delete: { summary: 'Removes a pet', parameters: [id], responses: { '204': { description: 'gone' } } },
        },
        '/pets': {
          post: {
            operationId: 'addPet',
            summary: 'Adds a pet',
            requestBody: { content },
            responses: { '201': { description: 'made' } },
          },
        },
      },
    });
  });

  it('is read by the skill that teaches calls', async () => {
    const { text, title } = await one('pets.yaml', PETS);
    const library = readDescription(text, title);
    expect(library).toMatchObject({
      library: 'Pets: Keeps pets.',
      apis: [
        { name: 'findPet', parameters: [{ name: 'id' }], returns: 'The pet: name, example, friend' },
        { name: 'delete_pets_id', changes: true },
        { name: 'addPet', parameters: [{ name: 'name' }, { name: 'example' }, { name: 'friend', type: 'object' }] },
      ],
    });
  });

  it('is told by its content, in JSON, in YAML and under any name', async () => {
    const asJson = JSON.stringify(parse(PETS));
    const { text } = await one('pets.yaml', PETS);
    for (const [name, content] of [
      ['pets.json', asJson],
      ['pets', asJson],
      ['pets.txt', PETS],
      ['pets.yml', PETS],
    ] as const)
      expect(await one(name, content)).toMatchObject({ kind: 'api', text });
  });

  it('of many operations becomes groups by tag, small tags together', async () => {
    const { documents } = await read('many.json', withTags({ users: 15, keys: 2, logs: 1, mail: 5 }));
    expect(documents.map(({ source, title }) => [source, title])).toEqual([
      ['many.json#operations-1-12', 'Many: users'],
      ['many.json#operations-13-18', 'Many: users, keys, logs'],
      ['many.json#operations-19-23', 'Many: mail'],
    ]);
    const names = documents.flatMap(({ text }) => Object.keys(parse(text).paths));
    expect(new Set(names).size).toBe(23);
  });

  it('that refers to other files names them, and fetches none', async () => {
    const outside = { $ref: 'https://example.com/pets.yml#/list' };
    const some = {
      openapi: '3.0.0',
      info: { title: 'T' },
      paths: { '/a': { get: { summary: 'A', responses: { 200: outside } } } },
    };
    expect((await read('a.json', JSON.stringify(some))).rejects).toEqual([
      { source: 'a.json', reason: 'refers to 1 other file, not followed: https://example.com/pets.yml' },
    ]);
    const all = { openapi: '3.0.0', paths: { '/a': { get: outside }, '/b': { $ref: './b.yml' } } };
    await expect(read('a.json', JSON.stringify(all))).rejects.toThrow(
      'its operations stand in 2 other files, not followed: https://example.com/pets.yml, ./b.yml',
    );
  });

  it('is bounded where references lead in circles or multiply', async () => {
    const schemas: Record<string, unknown> = { loop: { $ref: '#/components/schemas/loop' } };
    for (let level = 0; level < 30; level++) {
      const next = { $ref: `#/components/schemas/s${level + 1}` };
      schemas[`s${level}`] = {
        type: 'object',
        properties: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, next])),
      };
    }
    const schema = (name: string) => ({
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
    });
    const post = { summary: 'A', requestBody: schema('s0'), responses: { 200: schema('loop'), 201: schema('s0') } };
    const root = { openapi: '3.0.0', info: { title: 'T' }, paths: { '/a': { post } }, components: { schemas } };
    const { documents, rejects } = await read('a.json', JSON.stringify(root));
    for (const { text } of documents) expect(text.length).toBeLessThan(30_000);
    expect(documents.length + rejects.length).toBe(1);
  });
});

describe('schemas and tools', () => {
  it('of one object are a document, of definitions one each', async () => {
    const $schema = 'https://json-schema.org/draft/2020-12/schema';
    const size = { type: 'integer', minimum: 1 };
    const plot = { type: 'object', properties: { size: { $ref: '#/$defs/size' } } };
    const { title, kind, text } = await one(
      'plot.json',
      JSON.stringify({ $schema, title: 'Plot', ...plot, $defs: { size } }),
    );
    expect([title, kind, parse(text)]).toEqual([
      'Plot',
      'api',
      { title: 'Plot', type: 'object', properties: { size } },
    ]);
    expect(readDescription(text, title)).toMatchObject({ apis: [{ name: 'create_plot' }] });
    const { documents } = await read('plots.json', JSON.stringify({ $schema, $defs: { plot, size, bed: plot } }));
    expect(documents.map((each) => [each.source, each.title])).toEqual([
      ['plots.json#definitions-1', 'plots: plot'],
      ['plots.json#definitions-2', 'plots: bed'],
    ]);
    await expect(read('a.json', JSON.stringify({ $schema, type: 'string' }))).rejects.toThrow(
      'a schema without fields',
    );
  });

  it('of functions are documents of a dozen', async () => {
    const tools = Array.from({ length: 14 }, (_, i) => ({
      type: 'function',
      function: {
        name: `send_${i}`,
        description: 'Sends',
        parameters: { type: 'object', properties: { to: { type: 'string' } } },
      },
    }));
    for (const value of [tools, { tools }, { functions: tools.map((each) => each.function) }]) {
      const { documents } = await read('tools.json', JSON.stringify(value));
      expect(documents.map(({ source, kind }) => [source, kind])).toEqual([
        ['tools.json#operations-1-12', 'api'],
        ['tools.json#operations-13-14', 'api'],
      ]);
      expect(readDescription(documents[1]?.text ?? '', null)).toMatchObject({
        apis: [{ name: 'send_12' }, { name: 'send_13' }],
      });
    }
  });
});
