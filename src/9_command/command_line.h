// How is a command line read? One function for each group of commands; they only fill options and
// choose what is run. Internal to the program's *_arguments.cc and main.cc, the only files that
// know CLI11.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "9_command/commands.h"
#include "9_command/eval_command.h"
#include "9_command/forecast_command.h"
#include "9_command/forecast_evaluate.h"
#include "9_command/group_command.h"
#include "9_command/sources_command.h"

namespace mercato {

// The parsed command line: options of all commands, and the one that was asked for.
struct CommandLine {
  CommonOptions common;
  LedgerOptions ledger;
  CheckOptions check;
  ExtractOptions extract;
  ExplainOptions explain;
  EvalOptions eval;
  IngestOptions ingest;
  DossierOptions dossier;
  ClubOptions club;
  ExportOptions exported;
  GroupOptions group;
  ForecastEvaluateOptions evaluate;
  ForecastOptions forecast;
  SourcesOptions sources;
  std::vector<std::string> files, folders, words;
  std::string name, out;
  unsigned workers = 0;
  std::function<int()> run;
};

void add_document_commands(CLI::App& app, CommandLine& line);   // check, extract, read, explain
void add_eval_command(CLI::App& app, CommandLine& line);        // eval
void add_knowledge_commands(CLI::App& app, CommandLine& line);  // languages, types, reference, …
void add_ledger_commands(CLI::App& app, CommandLine& line);     // ingest, ledger, outcome, export
void add_dossier_commands(CLI::App& app,
                          CommandLine& line);               // dossier, club, window, search, group
void add_score_commands(CLI::App& app, CommandLine& line);  // sources, forecast
void add_watch_commands(CLI::App& app, CommandLine& line);  // watch, feeds
void add_serve_commands(CLI::App& app, CommandLine& line);  // serve, mcp
void add_alert_commands(CLI::App& app, CommandLine& line);  // alerts
void add_help_commands(CLI::App& app, CommandLine& line);   // manual, completions

}  // namespace mercato
