using System.Text.Json;
using System.Text.Json.Nodes;
using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Backends;

/// <summary>Pools as their tenant knows them, and as the document has them.</summary>
internal static class PoolObjects
{
    public static string Tag(PoolSection pool) => EntityTags.Of(ObjectForms.Pool.Canonical(pool));

    /// <summary>The pool of this name in the document, and whether it is the file's; null: the tenant has none.</summary>
    public static (PoolSection Pool, bool IsFile)? Find(ConfigurationState state, ObjectScope scope, string name) =>
        Find(state.Api, scope, name) is { } made ? (made, false) : Find(state.File, scope, name) is { } described ? (described, true) : null;

    public static JsonObject ToJson(HttpContext http, PoolSection pool, string managedBy)
    {
        var scope = ObjectScope.Of(pool.Tenant);
        var json = ObjectForms.Pool.Write(pool with
        {
            Name = scope.Plain(pool.Name),
            Tenant = ObjectBody.TenantName(pool.Tenant),
            Backends = [.. pool.Backends.Select(b => b with { Id = scope.Plain(b.Id) })],
            Tls = pool.Tls is { ClientCertificate: { } certificate } tls ? tls with { ClientCertificate = scope.Plain(certificate) } : pool.Tls,
        });
        json["managed_by"] = managedBy;
        return ObjectBody.WithState(http, json, $"pool {pool.Name}");
    }

    /// <summary>The pool that a body describes, as the document has it.</summary>
    /// <param name="stored">What it replaces, whose backends stay where the body names none; null: nothing.</param>
    public static PoolSection? Read(JsonElement body, ObjectScope scope, string? name, PoolSection? stored, out ApiProblem? problem)
    {
        if (ObjectBody.Read(ObjectForms.Pool, ObjectBody.WithName(body, name), stored, out problem) is not { } pool)
        {
            return null;
        }

        var errors = new FieldErrors();
        ObjectBody.CheckName("name", pool.Name, errors);
        if (name is not null && pool.Name != name)
        {
            errors.Add("name", $"is {name}, as the address says; a pool of another name is another pool");
        }

        ObjectBody.CheckTenant(pool.Tenant, scope, errors);
        ObjectBody.RefuseFile("tls.authority_file", pool.Tls?.AuthorityFile, "tls.authority_pem", errors);
        for (var i = 0; i < pool.Backends.Count; i++)
        {
            CheckId($"backends[{i}].id", pool.Backends[i], pool.Name, errors);
        }

        problem = errors.ToProblem();
        return problem is null ? Qualified(pool, scope, body.TryGetProperty("backends", out _) ? null : stored) : null;
    }

    /// <summary>An id of its own has no colon; the usual one is made anew of pool and address.</summary>
    public static void CheckId(string field, BackendSection backend, string pool, FieldErrors errors)
    {
        if (backend.Id != UsualId(pool, backend.Address))
        {
            ObjectBody.CheckName(field, backend.Id, errors);
        }
    }

    public static string UsualId(string pool, string address) => $"{pool}/{address}";

    /// <param name="pool">The pool's name as the tenant knows it.</param>
    public static BackendSection Qualified(BackendSection backend, string pool, ObjectScope scope) =>
        backend with { Id = scope.Qualify(backend.Id.Length == 0 ? UsualId(pool, backend.Address) : backend.Id) };

    private static PoolSection? Find(GatewayDocument document, ObjectScope scope, string name) =>
        document.Pools.FirstOrDefault(p => scope.Owns(p) && scope.Plain(p.Name) == name);

    private static PoolSection Qualified(PoolSection pool, ObjectScope scope, PoolSection? keepsBackendsOf) => pool with
    {
        Name = scope.Qualify(pool.Name),
        Tenant = scope.Owner,
        Backends = keepsBackendsOf?.Backends ?? [.. pool.Backends.Select(b => Qualified(b, pool.Name, scope))],
        Tls = pool.Tls is { ClientCertificate: { } certificate } tls ? tls with { ClientCertificate = scope.Qualify(certificate) } : pool.Tls,
    };
}
