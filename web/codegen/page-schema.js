import {
  getNamedType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/**
 * A plugin of graphql-codegen. It writes what the page's cache has to know of the schema, as an introspection: of the
 * types and fields that the page's documents name, which are null at times, and what an abstract type may be.
 */
export function plugin(schema, files) {
  const used = usedFields(schema, files);
  const types = [...used].map(([name, fields]) => {
    const type = schema.getType(name);
    if (isAbstractType(type)) return { kind: "UNION", name, possibleTypes: membersOf(schema, type) };
    return {
      kind: "OBJECT",
      name,
      fields: [...fields].map(([field, of]) => ({ name: field, type: typeOf(of), args: [] })),
      interfaces: [],
    };
  });
  const root = (type) => (type ? { name: type.name, kind: "OBJECT" } : null);
  const introspection = {
    __schema: {
      queryType: root(schema.getQueryType()),
      mutationType: root(schema.getMutationType()),
      subscriptionType: root(schema.getSubscriptionType()),
      types,
    },
  };
  const written = JSON.stringify(introspection);
  return `import type { IntrospectionQuery } from "graphql";\nexport default ${written} as unknown as IntrospectionQuery;\n`;
}

/** By type, the fields that documents ask for; every member of an abstract type is there, if only by name. */
function usedFields(schema, files) {
  const used = new Map();
  const note = (name) => {
    if (!used.has(name)) used.set(name, new Map());
    return used.get(name);
  };
  const noteType = (type) => {
    note(type.name);
    if (isAbstractType(type)) for (const { name } of schema.getPossibleTypes(type)) note(name);
  };
  for (const { document } of files) {
    const info = new TypeInfo(schema);
    const noteCurrent = () => {
      if (info.getType()) noteType(getNamedType(info.getType()));
    };
    const noteField = () => {
      const [parent, field] = [info.getParentType(), info.getFieldDef()];
      if (!parent || !field || field.name.startsWith("__")) return;
      noteType(parent);
      // Of an interface, the fields are its members' own.
      for (const owner of isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent]) {
        const own = owner.getFields()[field.name];
        if (own) note(owner.name).set(field.name, own.type);
      }
      const type = getNamedType(field.type);
      if (isObjectType(type) || isAbstractType(type)) noteType(type);
    };
    const visitor = { Field: noteField, InlineFragment: noteCurrent, FragmentDefinition: noteCurrent };
    visit(document, visitWithTypeInfo(info, visitor));
  }
  return used;
}

function membersOf(schema, type) {
  return schema.getPossibleTypes(type).map(({ name }) => ({ kind: "OBJECT", name }));
}

/** A field's type: objects by name, every scalar and enum as one. */
function typeOf(type) {
  if (isNonNullType(type)) return { kind: "NON_NULL", ofType: typeOf(type.ofType) };
  if (isListType(type)) return { kind: "LIST", ofType: typeOf(type.ofType) };
  if (isObjectType(type)) return { kind: "OBJECT", name: type.name };
  if (isAbstractType(type)) return { kind: "UNION", name: type.name };
  return { kind: "SCALAR", name: "Any" };
}
