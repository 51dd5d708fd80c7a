using System.Net.Sockets;
using Npgsql;

namespace Farol.Store.Postgres;

/// <summary>PostgreSQL's error codes (postgresql.org/docs/15/errcodes-appendix.html) in words for an operator.</summary>
internal static class PostgresFaults
{
    public static StoreException Explain(NpgsqlException error, string place) => error switch
    {
        PostgresException answered => Explain(answered, place),
        { InnerException: SocketException or TimeoutException or IOException } or { IsTransient: true } => new StoreException(
            StoreFault.Unreachable, $"{place} cannot be reached: {(error.InnerException ?? error).Message}. Is the server up, and its address right?", error),
        _ => new StoreException(StoreFault.Failed, $"{place}: {error.Message}", error),
    };

    private static StoreException Explain(PostgresException error, string place)
    {
        var (fault, text) = error.SqlState switch
        {
            ['2', '3', ..] => (StoreFault.Constraint, $"The change is refused by the schema: {error.MessageText}"),
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => (
                StoreFault.Refused, $"{place} refuses the login of FAROL_DATABASE_URL: {error.MessageText}"),
            PostgresErrorCodes.InvalidCatalogName => (
                StoreFault.Refused, $"{place}: {error.MessageText}. Create it: createdb --owner=USER --encoding=UTF8 NAME"),
            PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction => (
                StoreFault.ReadOnly, $"{place} may not be written by this user: {error.MessageText}"),
            PostgresErrorCodes.DiskFull => (StoreFault.DiskFull, $"{place} has no space left; nothing of this write was kept."),
            PostgresErrorCodes.TooManyConnections => (StoreFault.Busy, $"{place} has no connection left: {error.MessageText}"),
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => (
                StoreFault.Unreachable, $"{place} is going down or coming up: {error.MessageText}"),
            _ => (StoreFault.Failed, $"{place}: {error.MessageText} (code {error.SqlState})"),
        };
        return new StoreException(fault, text, error);
    }
}
