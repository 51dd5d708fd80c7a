using System.Text.RegularExpressions;
using Functional.Tests.Running;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Console;

/// <summary>One story, because the one-time password works once: log in, choose a password, use what operators may use.</summary>
public sealed partial class OperatorTests(ConsoleRun run) : IClassFixture<ConsoleRun>
{
    [Fact]
    public async Task The_first_administrator_logs_in_and_the_terminal_refuses_with_the_rule()
    {
        await using var visit = await run.Browser.VisitAsync(run.Address);
        var page = visit.Page;
        await page.GotoAsync("/monitor/terminal");
        var command = page.GetByLabel("Comando", new() { Exact = true });
        await command.FillAsync("display version");
        await command.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("O terminal é só para operadores. Entre para usar.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Entrar" }).Last.ClickAsync();
        await LoginAsync(page);
        await Assertions.Expect(page).ToHaveURLAsync(Terminal());

        await command.FillAsync("reboot");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "not_display" })).ToBeVisibleAsync();
        await command.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Recusado, nada foi enviado")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("“reboot” não é um comando display", new() { Exact = false }).Last).ToBeVisibleAsync();

        await command.FillAsync("dis version");
        await command.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Huawei Versatile Routing Platform Software", new() { Exact = false })).ToBeVisibleAsync();

        await LookUpSomebodyAsync(page);
        await TestARouterAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Conta:" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sair" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Entrar" }).First).ToBeVisibleAsync();
        Assert.Empty(visit.Complaints);
    }

    private async Task LoginAsync(IPage page)
    {
        await page.GetByLabel("E-mail").FillAsync("admin@farol.local");
        await page.GetByLabel("Senha").FillAsync("not the password");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("E-mail ou senha não conferem.")).ToBeVisibleAsync();

        await page.GetByLabel("Senha").FillAsync(run.Program.OneTimePassword);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Senha nova").FillAsync(FarolProcess.NewPassword);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task LookUpSomebodyAsync(IPage page)
    {
        await page.GotoAsync("/monitor/subscribers");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Login, IP ou MAC" }).FillAsync("nobody-of-this-name");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Consultar assinante" })).ToContainTextAsync("offline");
    }

    private static async Task TestARouterAsync(IPage page)
    {
        await page.GotoAsync("/routers");
        await page.GetByRole(AriaRole.Button, new() { Name = "Adicionar roteador" }).ClickAsync();
        await page.GetByLabel("Nome", new() { Exact = true }).FillAsync("BNG Norte");
        await page.GetByLabel("Identificador").FillAsync("bng-norte");
        await page.GetByLabel("Host ou IP").FillAsync("127.0.0.1");
        await page.GetByLabel("Porta", new() { Exact = true }).FillAsync("1");
        await page.GetByLabel("Usuário", new() { Exact = true }).FillAsync("farol");
        await page.GetByLabel("Senha", new() { Exact = true }).FillAsync("secret of the test");
        await page.GetByRole(AriaRole.Button, new() { Name = "Adicionar", Exact = true }).ClickAsync();

        var test = page.GetByRole(AriaRole.Region, new() { Name = "Teste de bng-norte" });
        await Assertions.Expect(test).ToContainTextAsync("Confira a porta");
        await page.GetByRole(AriaRole.Button, new() { Name = "Excluir" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Excluir mesmo" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "BNG Norte" })).ToHaveCountAsync(0);
    }

    [GeneratedRegex("/monitor/terminal")]
    private static partial Regex Terminal();
}
