using System.Text.Json;
using System.Text.RegularExpressions;
using Farol.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Farol.Access.Problems;

/// <summary>The one place where failures become answers: exceptions, and statuses that nobody gave a body (404, 405, 415).</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer.
            return;
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            // Whatever a handler missed ends here; the text of an unknown failure is for the log only.
            context.Response.Clear();
            await Explain(context, error).ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        if (response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            await ApiProblem.Of(response.StatusCode, Describe(context)).ExecuteAsync(context);
        }
    }

    private ApiProblem Explain(HttpContext context, Exception error)
    {
        switch (error)
        {
            case BadHttpRequestException { InnerException: JsonException { Path: ['$', '.', ..] path } }:
                return ApiProblem.Invalid(path[2..], "is of another type");
            case BadHttpRequestException { InnerException: JsonException }:
                return ApiProblem.Malformed("The body is no JSON object.");
            case BadHttpRequestException bad when Parameter().Match(bad.Message) is { Success: true } parameter:
                return ApiProblem.Invalid(parameter.Groups[1].Value, "is missing, or cannot be read");
            case BadHttpRequestException bad:
                return ApiProblem.Of(bad.StatusCode, bad.Message);
            case StoreException { IsRetryable: true }:
                logger.LogWarning(error, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
                return ApiProblem.Unavailable(error.Message, TimeSpan.FromSeconds(1));
            default:
                logger.LogError(error, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
                return ApiProblem.Of(
                    StatusCodes.Status500InternalServerError, "The server failed. Its log has the reason beside this trace_id.");
        }
    }

    /// <summary>The framework's words for a parameter that it cannot bind; they name its type too, which is nobody's business.</summary>
    [GeneratedRegex("parameter \"(?:\\S+ )?(\\w+)\"")]
    private static partial Regex Parameter();

    private static string Describe(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Path}.",
        StatusCodes.Status405MethodNotAllowed =>
            $"{context.Request.Path} does not take {context.Request.Method}, but {context.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json.",
        var status => ProblemTitles.Of(status) + ".",
    };
}
