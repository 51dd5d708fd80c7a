// The least that ASP.NET Core can answer with: one route, one constant, no logging. Arguments: port, file with the body.
var body = await File.ReadAllTextAsync(args[1]);
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture)));
var app = builder.Build();
app.MapGet("/api/online_total", () => Results.Text(body, "application/json"));
await app.RunAsync();
