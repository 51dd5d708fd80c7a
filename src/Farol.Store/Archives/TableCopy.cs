using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Farol.Store.Archives;

/// <summary>The rows of one table, from one kind of database to the other. Both have the same columns; types are those of PostgreSQL.</summary>
internal static class TableCopy
{
    public static async Task ToFileAsync(NpgsqlConnection source, SqliteConnection target, SqliteTransaction transaction, string table, CancellationToken cancellationToken)
    {
        var columns = await ColumnsAsync(source, table);
        await using var select = new NpgsqlCommand($"SELECT {Names(columns)} FROM \"{table}\"", source);
        await using var rows = await select.ExecuteReaderAsync(cancellationToken);
        await using var insert = target.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO \"{table}\" ({Names(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        var parameters = columns.Select((_, i) => insert.Parameters.Add(new SqliteParameter($"@p{i}", null))).ToList();
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var i = 0; i < columns.Count; i++)
            {
                parameters[i].Value = rows.GetValue(i);
            }

            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public static async Task FromFileAsync(SqliteConnection source, NpgsqlConnection target, NpgsqlTransaction transaction, string table, CancellationToken cancellationToken)
    {
        var columns = await ColumnsAsync(target, table);
        await using (var select = source.CreateCommand())
        {
            select.CommandText = $"SELECT {Names(columns)} FROM \"{table}\"";
            await using var rows = await select.ExecuteReaderAsync(cancellationToken);
            await using var writer = await target.BeginBinaryImportAsync($"COPY \"{table}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)", cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                await writer.StartRowAsync(cancellationToken);
                for (var i = 0; i < columns.Count; i++)
                {
                    await WriteAsync(writer, rows.GetValue(i), columns[i].Type, cancellationToken);
                }
            }

            await writer.CompleteAsync(cancellationToken);
        }

        foreach (var column in columns.Where(c => c.IsIdentity))
        {
            await target.ExecuteAsync($"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column.Name}'), GREATEST((SELECT MAX(\"{column.Name}\") FROM \"{table}\"), 1))", transaction: transaction);
        }
    }

    /// <summary>A row that refers to another comes after it.</summary>
    public static async Task<IReadOnlyList<string>> ParentsFirstAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<string> tables)
    {
        var parents = (await connection.QueryAsync<(string Child, string Parent)>("""
            SELECT child.relname, parent.relname FROM pg_constraint
            JOIN pg_class child ON child.oid = conrelid JOIN pg_class parent ON parent.oid = confrelid WHERE contype = 'f' AND conrelid <> confrelid
            """, transaction: transaction)).ToLookup(p => p.Child, p => p.Parent, StringComparer.Ordinal);
        var ordered = new List<string>();
        foreach (var table in tables)
        {
            Add(table);
        }

        return ordered;

        void Add(string table)
        {
            if (!ordered.Contains(table, StringComparer.Ordinal))
            {
                foreach (var parent in parents[table])
                {
                    Add(parent);
                }

                ordered.Add(table);
            }
        }
    }

    private static async Task<IReadOnlyList<Column>> ColumnsAsync(NpgsqlConnection connection, string table) => (await connection.QueryAsync<Column>("""
        SELECT column_name AS Name, data_type AS Type, is_identity = 'YES' AS IsIdentity FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = @table ORDER BY ordinal_position
        """, new { table })).AsList();

    private static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    private static Task WriteAsync(NpgsqlBinaryImporter writer, object value, string type, CancellationToken cancellationToken) => (value, type) switch
    {
        (DBNull, _) => writer.WriteNullAsync(cancellationToken),
        (_, "boolean") => writer.WriteAsync(Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0, NpgsqlDbType.Boolean, cancellationToken),
        (_, "bigint") => writer.WriteAsync(Convert.ToInt64(value, CultureInfo.InvariantCulture), NpgsqlDbType.Bigint, cancellationToken),
        (_, "integer") => writer.WriteAsync(Convert.ToInt32(value, CultureInfo.InvariantCulture), NpgsqlDbType.Integer, cancellationToken),
        (_, "double precision") => writer.WriteAsync(Convert.ToDouble(value, CultureInfo.InvariantCulture), NpgsqlDbType.Double, cancellationToken),
        (byte[] bytes, "bytea") => writer.WriteAsync(bytes, NpgsqlDbType.Bytea, cancellationToken),
        (string text, "text") => writer.WriteAsync(text, NpgsqlDbType.Text, cancellationToken),
        _ => throw new StoreException(StoreFault.Failed, $"A value of a column of type {type} cannot be copied."),
    };

    private sealed class Column
    {
        public string Name { get; init; } = "";

        public string Type { get; init; } = "";

        public bool IsIdentity { get; init; }
    }
}
