using System.Net;

namespace Farol.Access.Tests.Login;

public sealed class LoginTests
{
    [Fact]
    public async Task A_login_answers_the_contracts_shape_and_its_token_opens_the_api()
    {
        await using var app = await AccessApplication.StartAsync();

        var login = await app.LoginAsAdminAsync();

        Assert.True(login.GetProperty("success").GetBoolean());
        Assert.Equal("Bearer", login.GetProperty("token_type").GetString());
        Assert.Equal(900, login.GetProperty("expires_in").GetInt64());
        Assert.EndsWith("Z", login.GetProperty("expires_at").GetString());
        var token = login.GetProperty("access_token").GetString()!;
        Assert.Equal(token, login.GetProperty("token").GetString());
        Assert.NotEqual(token, login.GetProperty("refresh_token").GetString());
        var user = login.GetProperty("user");
        Assert.Equal("admin@farol.local", user.GetProperty("email").GetString());
        Assert.Equal("platform", user.GetProperty("tenant_id").GetString());
        Assert.Equal("platform", user.GetProperty("role").GetString());
        Assert.Equal("", user.GetProperty("first_name").GetString());

        var response = await app.GetAsync("/installation", token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("admin@farol.local", "wrong password")]
    [InlineData("nobody@farol.local", AccessApplication.AdminPassword)]
    [InlineData("no address", AccessApplication.AdminPassword)]
    public async Task Whatever_is_wrong_the_answer_is_the_same(string email, string password)
    {
        await using var app = await AccessApplication.StartAsync();

        var response = await app.LoginAsync(email, password);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await AccessApplication.ReadAsync(response);
        Assert.False(problem.GetProperty("success").GetBoolean());
        Assert.Equal("E-mail or password is wrong, or the account is disabled.", problem.GetProperty("error").GetString());
        Assert.Equal(problem.GetProperty("error").GetString(), problem.GetProperty("detail").GetString());
        Assert.NotEmpty(problem.GetProperty("trace_id").GetString()!);
    }
}
