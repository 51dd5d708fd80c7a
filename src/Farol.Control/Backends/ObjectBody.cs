using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Farol.Access.Accounts;
using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;
using Farol.Telemetry.Times;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Backends;

/// <summary>Bodies of objects: what holds for every kind of them.</summary>
internal static class ObjectBody
{
    /// <summary>A pool with a thousand backends is about 300 KB.</summary>
    public const int MaxBodyBytes = 4 * 1024 * 1024;

    /// <summary>Keys that answers have beside the object's own.</summary>
    private static readonly string[] _answered = ["managed_by", "file", "version", "desired_revision", "in_force_since", "error"];

    /// <summary>The object, or 422 with everything that is wrong by its key.</summary>
    /// <param name="form">Its keys.</param>
    /// <param name="stored">What it replaces; null: nothing.</param>
    /// <param name="alsoAnswered">More keys that answers of this kind have, and that a body may repeat without effect.</param>
    public static T? Read<T>(ObjectForm<T> form, JsonElement body, T? stored, out ApiProblem? problem, params ReadOnlySpan<string> alsoAnswered)
        where T : class, new()
    {
        var value = form.Read(body, stored, out var wrong, [.. _answered, .. alsoAnswered]);
        var errors = new FieldErrors();
        foreach (var error in wrong)
        {
            errors.Add(error.Key, error.Message);
        }

        problem = errors.ToProblem();
        return problem is null ? value : null;
    }

    /// <summary>The body with the name that the address gives, where it gives none itself.</summary>
    public static JsonElement WithName(JsonElement body, string? name) =>
        name is null || body.ValueKind != JsonValueKind.Object || body.TryGetProperty("name", out _) ? body : With(body, "name", name);

    /// <summary>The body, an object, with another value of one key.</summary>
    public static JsonElement With(JsonElement body, string key, string value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(key, value);
            foreach (var property in body.EnumerateObject().Where(p => p.Name != key))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.ToArray());
    }

    /// <summary>Judges a name that a caller gave to an object.</summary>
    public static void CheckName(string field, string name, FieldErrors errors)
    {
        if (name.Contains(':', StringComparison.Ordinal))
        {
            errors.Add(field, "has no \":\": it stands between a tenant and its objects");
        }
    }

    /// <summary>The tenant comes from the login or from <c>?tenant=</c>; a body may repeat it.</summary>
    public static void CheckTenant(string? given, ObjectScope scope, FieldErrors errors)
    {
        if (given is not null && given != scope.TenantId)
        {
            errors.Add("tenant", $"is {scope.TenantId} here; write ?tenant= to act in another");
        }
    }

    /// <summary>Files are on the machine of the control plane, which whoever calls the API need not be allowed to read.</summary>
    public static void RefuseFile(string field, string? file, string instead, FieldErrors errors)
    {
        if (!string.IsNullOrEmpty(file))
        {
            errors.Add(field, $"only the configuration file may name files; send {instead}");
        }
    }

    /// <summary>Adds how the object stands: whose file describes it, which revision made it so, since when it is in force, and what is in the way.</summary>
    /// <param name="name">Kind and name as the document has them: <c>pool web</c>.</param>
    public static JsonObject WithState(HttpContext http, JsonObject body, string name)
    {
        var state = http.RequestServices.GetRequiredService<IObjectStates>().Of(name);
        body["file"] = body["managed_by"]?.GetValue<string>() == ManagedBy.File ? http.RequestServices.GetRequiredService<IConfiguration>().Current.FileName : null;
        body["desired_revision"] = state.DesiredRevision;
        body["in_force_since"] = state.InForceSince?.UtcDateTime.ToString(UtcTimeConverter.Format, CultureInfo.InvariantCulture);
        body["error"] = state.Error;
        return body;
    }

    /// <summary>The answer of one object, with its entity tag.</summary>
    public static IResult Answer(HttpContext http, JsonObject body, string tag, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(body.ToJsonString(), "application/json", statusCode: status);
    }

    /// <summary>As answers name the tenant of an object.</summary>
    public static string TenantName(string? owner) => owner ?? PlatformTenant.Id;
}
