using System.Net;
using Farol.Access.Roles;
using Farol.Control.Tests.Tenants;

namespace Farol.Control.Tests.Accounts;

/// <summary>Every row of accounts and tenants with every role: who is below is refused, who is not gets past the door.</summary>
public sealed class RoleMatrixTests
{
    private const string Public = "public";
    private const string Login = "login";

    private static readonly (string Method, string Path, string? Body, string Least)[] _rows =
    [
        ("POST", "/api/auth/reset", "{}", Public),
        ("GET", "/api/profile", null, Login),
        ("GET", "/api/sessions", null, Login),
        ("DELETE", "/api/sessions/none", null, Login),
        ("GET", "/api/sessions?all=true", null, "admin"),
        ("GET", "/api/keys", null, "viewer"),
        ("GET", "/api/keys/none", null, "viewer"),
        ("POST", "/api/keys", "{}", "operator"),
        ("DELETE", "/api/keys/none", null, "operator"),
        ("GET", "/api/users", null, "admin"),
        ("GET", "/api/users/none", null, "admin"),
        ("POST", "/api/users", "{}", "admin"),
        ("PUT", "/api/users/none", "{}", "admin"),
        ("DELETE", "/api/users/none", null, "admin"),
        ("POST", "/api/users/none/reset_link", null, "admin"),
        ("GET", "/api/audit", null, "admin"),
        ("GET", "/api/tenants", null, "owner"),
        ("GET", "/api/tenants/acme", null, "owner"),
        ("PUT", "/api/tenants/acme", """{"name":""}""", "owner"),
        ("POST", "/api/tenants", "{}", "platform"),
        ("GET", "/api/admin/users", null, "platform"),
        ("GET", "/api/admin/users/none", null, "platform"),
        ("POST", "/api/admin/users", "{}", "platform"),
        ("PUT", "/api/admin/users/none", "{}", "platform"),
        ("DELETE", "/api/admin/users/none", null, "platform"),
    ];

    [Fact]
    public async Task Every_row_is_for_its_role_and_those_above()
    {
        await using var app = await ControlApplication.StartAsync();
        using var admin = await app.UserAsync("acme", Role.Admin);
        (string Role, HttpClient Client)[] callers =
        [
            (Public, app.Anonymous), (Login, app.AcmeViewer), ("viewer", app.AcmeViewer), ("operator", app.AcmeOperator), ("admin", admin), ("owner", app.AcmeOwner), ("platform", app.Platform),
        ];
        var wrong = new List<string>();
        foreach (var (method, path, body, least) in _rows)
        {
            var from = Array.FindIndex(callers, caller => caller.Role == least);
            for (var i = 0; i < callers.Length; i++)
            {
                var status = (await TenantTests.SendAsync(callers[i].Client, new HttpMethod(method), path, body)).StatusCode;
                var isRefused = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
                var expected = i >= from || (least == "viewer" && callers[i].Role == Login) ? !isRefused : status == (i == 0 ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden);
                if (!expected)
                {
                    wrong.Add($"{method} {path} as {callers[i].Role}: {(int)status}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("/api/users?tenant=nowhere")]
    [InlineData("/api/keys?tenant=nowhere")]
    [InlineData("/api/audit?tenant=nowhere")]
    public async Task The_platform_too_finds_no_tenant_that_is_not_there(string path)
    {
        await using var app = await ControlApplication.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await app.Platform.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }
}
