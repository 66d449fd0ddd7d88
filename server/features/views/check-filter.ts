import { validateSync, type ValidationError } from "class-validator";
import {
  coerceInputValue,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";
import {
  BooleanComparator,
  DateComparator,
  IdComparator,
  IntComparator,
  StringComparator,
} from "../../graphql/comparators.js";
import { CodedError } from "../../graphql/coded-error.js";
import { requireBounded } from "../tasks/bounds.filter.js";
import { LabelFilter, LabelListFilter } from "../labels/label.filter.js";
import { OfficeFilter, OfficeListFilter } from "../offices/office.filter.js";
import { PersonFilter, PersonListFilter, RoleComparator } from "../people/person.filter.js";
import { ProgrammeFilter, StageFilter, StageKindComparator } from "../programmes/programme.filter.js";
import { LightComparator, ProjectFilter, TaskFilter, TaskListFilter } from "../tasks/task.filter.js";

const classes: readonly (new () => object)[] = [
  TaskFilter,
  TaskListFilter,
  ProjectFilter,
  ProgrammeFilter,
  StageFilter,
  PersonFilter,
  PersonListFilter,
  OfficeFilter,
  OfficeListFilter,
  LabelFilter,
  LabelListFilter,
  IdComparator,
  StringComparator,
  IntComparator,
  BooleanComparator,
  DateComparator,
  LightComparator,
  StageKindComparator,
  RoleComparator,
];
const classOf = new Map(classes.map((one) => [one.name, one]));

/** The largest filter that is stored, in UTF-16 units of its JSON. */
const largestFilter = 20_000;
/**
 * Holds JSON against the very input classes that `TaskFilter` arguments pass: what is wrong, with its place, or null.
 */
export function whatIsWrongWith(schema: GraphQLSchema, filter: unknown): string | null {
  const type = schema.getType("TaskFilter");
  if (!isInputObjectType(type)) throw new Error("TaskFilter is no input of the schema");
  const unbounded = isBeyondBounds(filter);
  if (unbounded !== null) return unbounded;
  if (JSON.stringify(filter).length > largestFilter) return `longer than ${largestFilter} characters`;
  const wrong: string[] = [];
  coerceInputValue(filter, type, (path, _value, { message }) =>
    wrong.push(`${path.length > 0 ? `${path.join(".")}: ` : ""}${message}`),
  );
  if (wrong.length > 0) return wrong[0] ?? null;
  const errors = validateSync(instanceOf(type, filter) as object, {
    skipMissingProperties: true,
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  return errors.flatMap((error) => messagesOf(error, []))[0] ?? null;
}

/** Plain values as objects of the classes that have the rules. */
function instanceOf(type: GraphQLInputType, value: unknown): unknown {
  if (isNonNullType(type)) return instanceOf(type.ofType as GraphQLInputType, value);
  if (isListType(type)) {
    const items = Array.isArray(value) ? value : [value];
    return items.map((item) => instanceOf(type.ofType as GraphQLInputType, item));
  }
  if (!isInputObjectType(type) || typeof value !== "object" || value === null) return value;
  const Class = classOf.get(type.name);
  if (!Class) throw new Error(`${type.name} has no class here`);
  const fields = type.getFields();
  const entries = Object.entries(value).filter(([, one]) => one !== null);
  return Object.assign(
    new Class(),
    Object.fromEntries(entries.map(([name, one]) => [name, instanceOf(fields[name]!.type, one)])),
  );
}

function messagesOf({ property, constraints, children = [] }: ValidationError, above: string[]): string[] {
  const path = [...above, property];
  const own = Object.values(constraints ?? {}).map((message) => `${path.join(".")}: ${message}`);
  return [...own, ...children.flatMap((child) => messagesOf(child, path))];
}

/** A filter that could not be run is not stored either. */
function isBeyondBounds(filter: unknown): string | null {
  try {
    requireBounded(filter as TaskFilter);
    return null;
  } catch (error) {
    if (error instanceof CodedError) return error.message;
    throw error;
  }
}
