using System.Net;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Console;

/// <summary>People, keys and sessions by click, in both languages, against the real program.</summary>
public sealed class AccountPagesTests(AccountRun run) : IClassFixture<AccountRun>
{
    private static readonly Dictionary<string, Dictionary<string, string>> _words = new()
    {
        ["pt-BR"] = new()
        {
            ["email"] = "E-mail",
            ["password"] = "Senha",
            ["login"] = "Entrar",
            ["company"] = "Empresa",
            ["register"] = "Criar conta",
            ["account"] = "Conta:",
            ["invite"] = "Convidar",
            ["inviteAndLink"] = "Convidar e mostrar o link",
            ["role"] = "Papel",
            ["link"] = "Link, mostrado só agora",
            ["close"] = "Fechar",
            ["new"] = "Senha nova",
            ["again"] = "Senha nova, outra vez",
            ["set"] = "Gravar a senha",
            ["done"] = "Senha gravada",
            ["forAdmins"] = "é o administrador do inquilino",
            ["addKey"] = "Fazer uma chave",
            ["name"] = "Nome",
            ["make"] = "Fazer a chave",
            ["key"] = "Chave, mostrada só agora",
            ["revoke"] = "Revogar",
            ["endOthers"] = "Encerrar todas as outras",
            ["end"] = "Encerrar",
            ["menu"] = "Sair",
        },
        ["en"] = new()
        {
            ["email"] = "E-mail",
            ["password"] = "Password",
            ["login"] = "Log in",
            ["company"] = "Company",
            ["register"] = "Create account",
            ["account"] = "Account:",
            ["invite"] = "Invite",
            ["inviteAndLink"] = "Invite and show the link",
            ["role"] = "Role",
            ["link"] = "Link, shown only now",
            ["close"] = "Close",
            ["new"] = "New password",
            ["again"] = "New password, again",
            ["set"] = "Set the password",
            ["done"] = "The password is set",
            ["forAdmins"] = "by the tenant's administrators",
            ["addKey"] = "Make a key",
            ["name"] = "Name",
            ["make"] = "Make the key",
            ["key"] = "Key, shown only now",
            ["revoke"] = "Revoke",
            ["endOthers"] = "End all others",
            ["end"] = "End",
            ["menu"] = "Log out",
        },
    };

    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task Somebody_registers_invites_and_the_invited_enters_by_the_link_and_sees_no_other_tenant(string language, string theme)
    {
        var words = _words[language];
        var owner = $"owner-{language}@norte.example".ToLowerInvariant();
        var invited = $"nova-{language}@norte.example".ToLowerInvariant();
        await using var visit = await run.Browser.VisitAsync(run.Address, language, theme);
        var page = visit.Page;
        await page.GotoAsync("/register");
        await page.GetByLabel(words["company"]).FillAsync($"Norte {language}");
        await page.GetByLabel(words["email"]).FillAsync(owner);
        await page.GetByLabel(words["password"]).FillAsync("short");
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel(words["password"])).ToBeFocusedAsync();
        await page.GetByLabel(words["password"]).FillAsync(AccountRun.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = words["account"] })).ToBeVisibleAsync();

        await page.GotoAsync("/users");
        await page.GetByRole(AriaRole.Button, new() { Name = words["invite"], Exact = true }).ClickAsync();
        await page.GetByLabel(words["email"]).FillAsync(invited);
        await page.GetByLabel(words["role"], new() { Exact = true }).SelectOptionAsync("operator");
        await page.GetByRole(AriaRole.Button, new() { Name = words["inviteAndLink"] }).ClickAsync();
        var link = await page.GetByLabel(words["link"]).InputValueAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = words["close"] }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = invited })).ToBeVisibleAsync();
        Assert.Equal("", await visit.FindAxeViolationsAsync());

        await using var other = await run.Browser.VisitAsync(run.Address, language, theme);
        await EnterByLinkAsync(other.Page, words, link, invited);
        await other.Page.GotoAsync("/users");
        await Assertions.Expect(other.Page.GetByText(words["forAdmins"])).ToBeVisibleAsync();
        var foreign = await other.Page.EvaluateAsync<int>("() => fetch('/api/keys?tenant=platform').then((answer) => answer.status)");
        Assert.Equal((int)HttpStatusCode.NotFound, foreign);
        Assert.Empty(visit.Complaints);
        Assert.Empty(other.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", "light")]
    [InlineData("en", "dark")]
    public async Task A_key_made_by_click_works_and_is_refused_once_revoked(string language, string theme)
    {
        var words = _words[language];
        await using var visit = await run.Browser.VisitAsync(run.Address, language, theme);
        var page = visit.Page;
        await LoginAsync(page, words);
        await page.GotoAsync("/keys");
        await page.GetByRole(AriaRole.Button, new() { Name = words["addKey"] }).ClickAsync();
        await page.GetByLabel(words["name"]).FillAsync($"ci {language}");
        await page.GetByRole(AriaRole.Button, new() { Name = words["make"] }).ClickAsync();
        var key = await page.GetByLabel(words["key"]).InputValueAsync();
        using var program = new HttpClient { BaseAddress = run.Address };
        program.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/routes")).StatusCode);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = words["close"] }).ClickAsync();
        Assert.Equal("", await visit.FindAxeViolationsAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = $"{words["revoke"]} ci {language}" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = words["revoke"] }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/routes")).StatusCode);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("pt-BR", "dark")]
    [InlineData("en", "light")]
    public async Task Sessions_ended_by_click_are_refused_at_once_and_this_one_goes_on(string language, string theme)
    {
        var words = _words[language];
        using var program = await run.LoginAsync(AccountRun.AdminEmail, AccountRun.Password);
        await using var visit = await run.Browser.VisitAsync(run.Address, language, theme);
        var page = visit.Page;
        await LoginAsync(page, words);
        await page.GotoAsync("/sessions");
        await page.GetByRole(AriaRole.Button, new() { Name = words["endOthers"] }).ClickAsync();
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/profile")).StatusCode);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = words["end"] }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/profile")).StatusCode);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = words["endOthers"] })).ToHaveCountAsync(0);
        Assert.Equal("", await visit.FindAxeViolationsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = words["account"] }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words["menu"] }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = words["login"] }).First).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    private static async Task EnterByLinkAsync(IPage page, Dictionary<string, string> words, string link, string email)
    {
        await page.GotoAsync(link);
        await page.GetByLabel(words["new"], new() { Exact = true }).FillAsync(AccountRun.Password);
        await page.GetByLabel(words["again"]).FillAsync(AccountRun.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = words["set"] }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words["done"] })).ToBeVisibleAsync();
        await LoginAsync(page, words, email);
    }

    private static async Task LoginAsync(IPage page, Dictionary<string, string> words, string email = AccountRun.AdminEmail)
    {
        await page.GotoAsync("/login");
        await page.GetByLabel(words["email"]).FillAsync(email);
        await page.GetByLabel(words["password"]).FillAsync(AccountRun.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = words["account"] })).ToBeVisibleAsync();
    }
}
