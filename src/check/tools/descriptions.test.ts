import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemaOf } from './api.ts';
import { problemsOf } from './arguments.ts';
import { api, parameter } from './library.fixture.ts';
import { readDescription } from './read-description.ts';
import { retrieveApis } from './retrieve-apis.ts';
import { readSignatures } from './signatures.ts';

const OPENAPI = `openapi: 3.0.0
info: { title: Pets, description: Keeps pets. In a shop. }
paths:
  /pets/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer } }
    get:
      operationId: findPet
      summary: Returns one pet
      parameters:
        - { name: X-Token, in: header, schema: { type: string } }
        - { name: status, in: query, schema: { type: string, enum: [new, old] } }
      responses:
        '200': { description: The pet, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
    delete: { summary: Removes a pet, responses: { '204': { description: gone } } }
  /pets:
    post:
      operationId: addPet
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, description: what it is called }
        owner: { type: object, properties: { town: { type: string } }, required: [town] }
        next: { $ref: '#/components/schemas/Pet' }
`;

function described(text: string) {
  const read = readDescription(text, 'A title');
  if (typeof read === 'string') throw new Error(read);
  return read;
}

describe('a description is read', () => {
  it('of OpenAPI, an operation a function', () => {
    const { library, apis } = described(OPENAPI);
    expect(library).toBe('Pets: Keeps pets.');
    expect(apis.map(({ name, changes }) => [name, changes])).toEqual([
      ['findPet', false],
      ['delete_pets_id', true],
      ['addPet', true],
    ]);
    expect(apis[0]?.parameters).toEqual([
      parameter('id', 'integer', { about: '' }),
      parameter('status', 'string', { about: '', required: false, allowed: ['new', 'old'] }),
    ]);
    expect(apis[0]?.returns).toBe('The pet: name, owner, next');
  });

  it('so that arguments can be held against it', () => {
    const [, , add] = described(OPENAPI).apis;
    const schema = add ? schemaOf(add) : {};
    expect(problemsOf({ name: 'Rex', owner: { town: 'Bren' } }, schema)).toEqual([]);
    expect(problemsOf({ owner: {} }, schema)).toHaveLength(2);
  });

  it('of Swagger 2, of lists of tools and of one schema', () => {
    const swagger = {
      swagger: '2.0',
      info: { title: 'T' },
      paths: {
        '/a': {
          put: {
            summary: 'Sets it',
            parameters: [{ in: 'body', name: 'b', schema: { properties: { x: { type: 'number' } } } }],
          },
        },
      },
    };
    expect(described(JSON.stringify(swagger)).apis[0]).toMatchObject({
      name: 'put_a',
      parameters: [{ name: 'x', type: 'number' }],
    });
    const tools = [
      {
        type: 'function',
        function: {
          name: 'send_mail',
          description: 'Sends mail',
          parameters: { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] },
        },
      },
    ];
    expect(described(JSON.stringify(tools)).apis[0]).toMatchObject({
      name: 'send_mail',
      changes: true,
      parameters: [{ required: true }],
    });
    const schema = { title: 'Garden Plot', properties: { size: { type: 'integer', minimum: 1 } } };
    expect(described(JSON.stringify(schema)).apis[0]).toMatchObject({
      name: 'create_garden_plot',
      parameters: [{ about: 'at least 1' }],
    });
  });

  it.each([
    ['what is neither JSON nor YAML', '{{{'],
    ['prose', 'Once upon a time.'],
    ['a description without operations', '{"openapi":"3.0.0","paths":{}}'],
    ['references in a circle', '{"paths":{"/a":{"$ref":"#/paths/~1a"}}}'],
  ])('not, with a reason: %s', (_, text) => expect(readDescription(text, null)).toBeTypeOf('string'));

  it('without throwing on any JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        readDescription(`{"paths": {"/a": ${text}, "/b": {"get": ${text}}}}`, null);
        readDescription(text, null);
      }),
    );
  });
});

const CODE = `# Keeps time.
def wind_clock(turns: int, by: str = "pupil") -> int:
    """Winds the clock. And more."""

/** Lists the bells of a tower. */
export function listBells(tower: string, limit?: number) {}

func (c *Clock) Strike(hour int) {}

def bare(x):
    return x
`;

describe('functions are read out of code', () => {
  it('with parameters, types and the comment beside them; without one not at all', () => {
    const found = readSignatures(CODE);
    expect(found.map(({ name, about }) => [name, about])).toEqual([
      ['wind_clock', 'Winds the clock'],
      ['listBells', 'Lists the bells of a tower'],
    ]);
    expect(found[0]?.parameters.map(({ name, type, required }) => [name, type, required])).toEqual([
      ['turns', 'integer', true],
      ['by', 'string', false],
    ]);
    expect(found[1]?.parameters[1]).toMatchObject({ name: 'limit', type: 'number', required: false });
  });

  it('from hostile code in good time', () => {
    expect(readSignatures(`def f(${'a, '.repeat(50_000)}`)).toEqual([]);
    expect(readSignatures(`public ${'static '.repeat(20_000)}`)).toEqual([]);
  });
});

describe('guesses are kept where the search bears them out', () => {
  const written = {
    library: 'Clocks',
    apis: [api('wind_clock', [])],
    guesses: [
      { search: 'list bells of a tower', api: api('find_bells', [parameter('tower', 'string')]) },
      { search: 'sell old clocks', api: api('sell_clock', []) },
    ],
  };
  const search = async (query: string) => (query.includes('bells') ? [{ text: CODE, kind: 'code' }] : []);

  it('with a function of the code that was found', async () => {
    const library = await retrieveApis(written, search);
    expect(typeof library === 'string' ? library : library.apis.map(({ name }) => name)).toEqual([
      'wind_clock',
      'find_bells',
      'listBells',
    ]);
  });

  it('and where it finds nothing, or only text, there is no library', async () => {
    expect(await retrieveApis(written, async () => [])).toBeTypeOf('string');
    expect(await retrieveApis(written, async () => [{ text: CODE, kind: 'text' }])).toBeTypeOf('string');
    expect(await retrieveApis({ apis: [] }, search)).toBeTypeOf('string');
  });
});
