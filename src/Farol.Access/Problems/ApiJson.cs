using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Farol.Access.Problems;

/// <summary>Reads JSON bodies with errors in the house's shape.</summary>
public static class ApiJson
{
    /// <summary>Enough for any form; a listing or a configuration asks for more.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    private static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> _strict = [];

    /// <summary>
    /// The body, or what is wrong with it: 400 for what is no JSON, 422 naming each field that is not known, of another type, required and
    /// missing, or given twice; 413, 415. Exactly one of both is not null.
    /// </summary>
    public static async Task<(T? Value, ApiProblem? Problem)> ReadAsync<T>(
        HttpContext context, JsonTypeInfo<T> type, int maxBytes = MaxBodyBytes)
        where T : class
    {
        var (body, problem) = await ReadElementAsync(context, maxBytes);
        return body is { } given ? Read(given, Strict(type)) : (null, problem);
    }

    /// <summary>The body as it is, for whoever knows its keys from elsewhere; or what is wrong with it: 400, 413, 415.</summary>
    public static async Task<(JsonElement? Value, ApiProblem? Problem)> ReadElementAsync(HttpContext context, int maxBytes = MaxBodyBytes)
    {
        if (!context.Request.HasJsonContentType())
        {
            return (null, ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, "Send the body as application/json."));
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maxBytes;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            return (document.RootElement.Clone(), null);
        }
        catch (JsonException error)
        {
            return (null, ApiProblem.Malformed($"The body is no JSON (line {error.LineNumber + 1})."));
        }
        catch (BadHttpRequestException error)
        {
            return (null, ApiProblem.Of(error.StatusCode, error.Message));
        }
    }

    private static (T? Value, ApiProblem? Problem) Read<T>(JsonElement body, JsonTypeInfo<T> type)
        where T : class
    {
        if (body.ValueKind == JsonValueKind.Null)
        {
            return (null, ApiProblem.Malformed("The body is null; send a JSON object."));
        }

        var errors = new FieldErrors();
        JsonShape.Check(body, type, "", errors);
        if (errors.ToProblem() is { } problem)
        {
            return (null, problem);
        }

        try
        {
            return (body.Deserialize(type), null);
        }
        catch (JsonException error)
        {
            // The exception's own text may quote the body, and the body may hold a password.
            return (null, ApiProblem.Invalid(JsonShape.Name(error.Path?.TrimStart('$').TrimStart('.') ?? ""), "is not as expected"));
        }
    }

    /// <summary>The same type, read so that nothing a client sends is passed over in silence.</summary>
    private static JsonTypeInfo<T> Strict<T>(JsonTypeInfo<T> type) =>
        (JsonTypeInfo<T>)_strict.GetValue(
            type.Options,
            static lax => new JsonSerializerOptions(lax) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow }).GetTypeInfo(typeof(T));
}
