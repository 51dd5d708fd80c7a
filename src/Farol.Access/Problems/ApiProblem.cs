using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.Problems;

/// <summary>
/// Errors of every API: RFC 9457 problem+json, with <c>success</c> and <c>error</c> for clients that know the older shape.
/// The detail is read by people: it names the field or setting and the fix, and holds no secret.
/// </summary>
public sealed class ApiProblem : IResult
{
    private ApiProblem(int status, string detail)
    {
        Status = status;
        Detail = detail;
    }

    public int Status { get; }

    public string Detail { get; }

    /// <summary>What is wrong with each field, for 422.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; private init; }

    /// <summary>By field, what kind of fault it is, where a program can do something about it that words do not tell it.</summary>
    public IReadOnlyDictionary<string, string>? Codes { get; private init; }

    /// <summary>When to come back, for 429 and 503.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Any status, where none of the named ones fits.</summary>
    public static ApiProblem Of(int status, string detail) => new(status, detail);

    /// <summary>400: the request cannot be read.</summary>
    public static ApiProblem Malformed(string detail) => new(StatusCodes.Status400BadRequest, detail);

    /// <summary>401: no login, or one that has ended.</summary>
    public static ApiProblem NotLoggedIn(string detail) => new(StatusCodes.Status401Unauthorized, detail);

    /// <summary>403: the caller may not; the detail says what it would take.</summary>
    public static ApiProblem Forbidden(string detail) => new(StatusCodes.Status403Forbidden, detail);

    /// <summary>404.</summary>
    public static ApiProblem NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);

    /// <summary>409: it exists already, or its state forbids this.</summary>
    public static ApiProblem Conflict(string detail) => new(StatusCodes.Status409Conflict, detail);

    /// <summary>412: the <c>If-Match</c> is not the current version.</summary>
    public static ApiProblem Stale(string detail) => new(StatusCodes.Status412PreconditionFailed, detail);

    /// <summary>422: each field with what is wrong about it.</summary>
    public static ApiProblem Invalid(IReadOnlyDictionary<string, string[]> errors, IReadOnlyDictionary<string, string>? codes = null) =>
        new(StatusCodes.Status422UnprocessableEntity, string.Join("; ", errors.Select(e => $"{e.Key}: {string.Join(", ", e.Value)}")))
        {
            Errors = errors,
            Codes = codes,
        };

    /// <summary>422 for one field.</summary>
    public static ApiProblem Invalid(string field, string error, string? code = null) =>
        Invalid(new Dictionary<string, string[]> { [field] = [error] }, code is null ? null : new Dictionary<string, string> { [field] = code });

    /// <summary>429.</summary>
    public static ApiProblem TooMany(string detail, TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, detail) { RetryAfter = retryAfter };

    /// <summary>502: the router or upstream answered wrongly.</summary>
    public static ApiProblem BadUpstream(string detail) => new(StatusCodes.Status502BadGateway, detail);

    /// <summary>503: not able to serve now.</summary>
    public static ApiProblem Unavailable(string detail, TimeSpan? retryAfter = null) =>
        new(StatusCodes.Status503ServiceUnavailable, detail) { RetryAfter = retryAfter };

    /// <summary>504: the router or upstream did not answer in time.</summary>
    public static ApiProblem UpstreamTimeout(string detail) => new(StatusCodes.Status504GatewayTimeout, detail);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = new ProblemBody
        {
            Title = ProblemTitles.Of(Status),
            Status = Status,
            Detail = Detail,
            Error = Detail,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier,
            Errors = Errors,
            Codes = Codes,
            RetryAfter = RetryAfterSeconds,
        };
        httpContext.Response.StatusCode = Status;
        httpContext.Response.ContentType = "application/problem+json";
        httpContext.Response.Headers.CacheControl = "no-store";
        if (RetryAfterSeconds is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(body, ProblemJson.Default.ProblemBody);
        httpContext.Response.ContentLength = json.Length;
        return httpContext.Response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }

    private int? RetryAfterSeconds => RetryAfter is { } pause ? Math.Max(1, (int)Math.Ceiling(pause.TotalSeconds)) : null;
}
