using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Farol.Access.Problems;

/// <summary>Reads JSON bodies with errors in the house's shape.</summary>
public static class ApiJson
{
    /// <summary>Enough for any form; a listing or a configuration asks for more.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    /// <summary>The body, or what is wrong with it (400, 413, 415). Exactly one of both is not null.</summary>
    public static async Task<(T? Value, ApiProblem? Problem)> ReadAsync<T>(
        HttpContext context, JsonTypeInfo<T> type, int maxBytes = MaxBodyBytes)
        where T : class
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
            var value = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
            return value is null ? (null, ApiProblem.Malformed("The body is null; send a JSON object.")) : (value, null);
        }
        catch (JsonException error)
        {
            return (null, ApiProblem.Malformed(Explain(error)));
        }
        catch (BadHttpRequestException error)
        {
            return (null, ApiProblem.Of(error.StatusCode, error.Message));
        }
    }

    /// <summary>Where it went wrong, without the text itself: it may hold a password.</summary>
    private static string Explain(JsonException error) => error.Path is { Length: > 0 } path
        ? $"The body is not as expected at {path} (line {error.LineNumber + 1})."
        : "The body is no JSON.";
}
