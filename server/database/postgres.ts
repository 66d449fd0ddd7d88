import type { Configuration } from "@mikro-orm/core";
import { PostgreSqlConnection, PostgreSqlDriver } from "@mikro-orm/postgresql";
import type { Dialect } from "kysely";

/**
 * The ORM's driver for PostgreSQL, whose pool gets each connection back. Where one breaks off within a transaction,
 * rolling back fails too, and then nobody would give it back: ten of them, and nobody could write any more.
 */
export class WritingPostgresDriver extends PostgreSqlDriver {
  constructor(config: Configuration) {
    super(config);
    (this as unknown as { connection: PostgreSqlConnection }).connection = new ReturningConnection(config);
  }
}

class ReturningConnection extends PostgreSqlConnection {
  override createKyselyDialect(overrides: Parameters<PostgreSqlConnection["createKyselyDialect"]>[0]) {
    const dialect = super.createKyselyDialect(overrides);
    const createDriver: Dialect["createDriver"] = () => dialect.createDriver();
    const returning = Object.create(dialect) as typeof dialect;
    returning.createDriver = () => {
      const driver = createDriver();
      const rollback = driver.rollbackTransaction.bind(driver);
      // The server rolls back what a lost connection had begun; the pool lets go of a connection that is lost.
      driver.rollbackTransaction = (connection) => rollback(connection).catch(() => undefined);
      return driver;
    };
    return returning;
  }
}
