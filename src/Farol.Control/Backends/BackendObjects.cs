using System.Text.Json;
using Farol.Access.Problems;
using Farol.Configuration.Gateway;

namespace Farol.Control.Backends;

/// <summary>Backends as bodies describe them.</summary>
internal static class BackendObjects
{
    /// <summary>Keys of answers that only gateways set.</summary>
    private static readonly string[] _measured =
        ["pool", "tenant", "status", "health", "health_since", "health_authority", "health_gateway", "connections", "in_flight", "response_time", "p50_response_time", "p99_response_time",
            "error_rate", "requests_total", "bytes_in_total", "bytes_out_total", "last_check", "last_error", "pool_created"];

    /// <summary>The backend that a body describes, with its id as the tenant knows it (empty: none of its own), and its pool's name.</summary>
    /// <param name="stored">What it replaces, with its pool; null: nothing.</param>
    public static (BackendSection Backend, string Pool)? Read(
        JsonElement body, ObjectScope scope, (PoolSection Pool, BackendSection Backend)? stored, out ApiProblem? problem)
    {
        if (ObjectBody.Read(ObjectForms.Backend, body, null, out problem, _measured) is not { } backend)
        {
            return null;
        }

        var errors = new FieldErrors();
        var kept = stored is { Pool: var current } ? scope.Plain(current.Name) : null;
        var pool = ReadPool(body, kept, errors);
        if (kept is not null && pool != kept)
        {
            errors.Add("pool", $"is {kept}: a backend stays in its pool; delete it here and add it there");
        }

        if (stored is { Backend: var before } && backend.Id.Length > 0 && backend.Id != scope.Plain(before.Id) && backend.Id != PoolObjects.UsualId(pool, backend.Address))
        {
            errors.Add("id", "stays as it is: delete the backend and add it under the other id");
        }

        PoolObjects.CheckId("id", backend, pool, errors);
        ObjectBody.CheckName("pool", pool, errors);
        if (body.TryGetProperty("tenant", out var tenant))
        {
            ObjectBody.CheckTenant(tenant.ValueKind == JsonValueKind.String ? tenant.GetString() : null, scope, errors);
        }

        problem = errors.ToProblem();
        return problem is null ? (backend with { Id = IdOf(backend, pool, scope, stored?.Backend) }, pool) : null;
    }

    /// <summary>An id of its own stays; the usual one follows the address.</summary>
    private static string IdOf(BackendSection backend, string pool, ObjectScope scope, BackendSection? before)
    {
        var usual = PoolObjects.UsualId(pool, backend.Address);
        return scope.Qualify(before is not null && scope.Plain(before.Id) != PoolObjects.UsualId(pool, before.Address) ? scope.Plain(before.Id)
            : before is null && backend.Id.Length > 0 ? backend.Id
            : usual);
    }

    private static string ReadPool(JsonElement body, string? otherwise, FieldErrors errors)
    {
        if (!body.TryGetProperty("pool", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            if (otherwise is null)
            {
                errors.Add("pool", "is required, such as \"pool\": \"web\"");
            }

            return otherwise ?? "";
        }

        if (given.ValueKind != JsonValueKind.String || given.GetString() is not { Length: > 0 and <= 200 } name)
        {
            errors.Add("pool", "expected the name of a pool, such as \"web\"");
            return otherwise ?? "";
        }

        return name;
    }
}
