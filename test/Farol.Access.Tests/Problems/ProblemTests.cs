using System.Net;
using System.Text.Json;
using Farol.Access.Problems;
using Farol.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.Tests.Problems;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound, "nothing at /nowhere")]
    [InlineData("DELETE", "/open", HttpStatusCode.MethodNotAllowed, "does not take DELETE, but GET")]
    [InlineData("POST", "/api/auth/login", HttpStatusCode.UnsupportedMediaType, "application/json")]
    [InlineData("GET", "/fails", HttpStatusCode.InternalServerError, "trace_id")]
    [InlineData("GET", "/busy", HttpStatusCode.ServiceUnavailable, "the disk")]
    [InlineData("GET", "/invalid", HttpStatusCode.UnprocessableEntity, "weight: must be positive")]
    public async Task Every_failure_has_the_one_shape(string method, string path, HttpStatusCode status, string detail)
    {
        await using var app = await AccessApplication.StartAsync(map: Map);

        var response = await app.SendAsync(new HttpMethod(method), path);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await AccessApplication.ReadAsync(response);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal("about:blank", problem.GetProperty("type").GetString());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.Contains(detail, problem.GetProperty("detail").GetString());
        Assert.Equal(problem.GetProperty("detail").GetString(), problem.GetProperty("error").GetString());
        Assert.Equal(JsonValueKind.False, problem.GetProperty("success").ValueKind);
        Assert.NotEmpty(problem.GetProperty("trace_id").GetString()!);
        Assert.DoesNotContain("hunter2", problem.ToString());
        if (path == "/busy")
        {
            Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
            Assert.Equal(1, problem.GetProperty("retry_after").GetInt32());
        }

        if (path == "/invalid")
        {
            Assert.Equal("must be positive", problem.GetProperty("errors").GetProperty("weight")[0].GetString());
        }
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/fails", IResult () => throw new InvalidOperationException("hunter2")).AllowAnonymous();
        app.MapGet("/busy", IResult () => throw new StoreException(StoreFault.Busy, "the disk does not keep up")).AllowAnonymous();
        app.MapGet("/invalid", () => ApiProblem.Invalid("weight", "must be positive")).AllowAnonymous();
    }
}
